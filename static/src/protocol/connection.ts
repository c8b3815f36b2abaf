/**
 * The link to the session: one websocket, reconnecting by itself.
 *
 *     connecting ──welcome──▶ open ──closed──▶ lost ──welcome──▶ open
 *          └────────────── closed with a 44xx code ──────────────▶ refused
 *
 * Text is events, bytes are frames. What was drawn is acknowledged once per animation frame; that
 * is the credit that lets the session send more.
 */
import type { Command, ServerEvent } from "./generated"

export type LinkState = "connecting" | "open" | "lost" | "refused"

export interface Listener {
  /** The link changed its state. */
  link(state: LinkState): void
  event(event: ServerEvent): void
  /** Frames came; returns the number of the last one, or -1. */
  frames(message: ArrayBuffer): number
  /** The file to ask for, at first and after a lost link. */
  path(): string | null
}

/** First and longest pause before another try, in milliseconds. */
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 5000
/** Close codes from here on mean that trying again is of no use. */
const FINAL_CODES = 4400

export class Connection {
  private socket: WebSocket | null = null
  private state: LinkState = "connecting"
  private pause = FIRST_PAUSE
  private drawn = -1
  private ackPending = false

  constructor(
    private readonly url: string,
    private readonly secret: string,
    private readonly listener: Listener,
  ) {
    // A browser that wakes up knows before any timer that it is worth trying again.
    addEventListener("online", () => this.hurry())
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry())
    this.connect()
  }

  /** Hand a command to the socket; false if there is none to take it. */
  send(command: Command): boolean {
    if (this.state !== "open" || this.socket?.readyState !== WebSocket.OPEN) return false
    this.socket.send(JSON.stringify(command))
    return true
  }

  private connect(): void {
    const socket = new WebSocket(this.url)
    socket.binaryType = "arraybuffer"
    socket.onopen = () => this.greet(socket)
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.take(data)
    socket.onclose = ({ code }) => this.closed(code)
    this.socket = socket
  }

  private greet(socket: WebSocket): void {
    const hello: Command = { kind: "hello", secret: this.secret, path: this.listener.path() }
    socket.send(JSON.stringify(hello))
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data !== "string") return this.takeFrames(data)
    // Our own server wrote it, from the types this one was generated from.
    const event = JSON.parse(data) as ServerEvent
    if (event.kind === "welcome") this.opened()
    this.listener.event(event)
  }

  private takeFrames(message: ArrayBuffer): void {
    const seq = this.listener.frames(message)
    if (seq < 0) return
    this.drawn = seq // not the highest: a new worker counts from zero
    if (this.ackPending) return
    this.ackPending = true
    requestAnimationFrame(() => this.acknowledge())
  }

  private acknowledge(): void {
    this.ackPending = false
    this.send({ kind: "ack", seq: this.drawn })
  }

  private opened(): void {
    this.pause = FIRST_PAUSE
    this.become("open")
  }

  private closed(code: number): void {
    this.socket = null
    if (code >= FINAL_CODES) return this.become("refused")
    this.become(this.state === "connecting" ? "connecting" : "lost")
    setTimeout(() => this.retry(), this.pause)
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE)
  }

  private retry(): void {
    if (this.socket === null && this.state !== "refused") this.connect()
  }

  private hurry(): void {
    this.pause = FIRST_PAUSE
    this.retry()
  }

  private become(state: LinkState): void {
    this.state = state
    this.listener.link(state)
  }
}
