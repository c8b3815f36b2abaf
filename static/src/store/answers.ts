/** Questions about the text, and the answers that come back to who asked. */
import type { Answered, Ask, Command, ServerEvent } from "../protocol/generated"

export type Question = Ask["question"]
export type Answer = Answered["answer"]

const LOST: Answer = {
  kind: "declined",
  message: "The connection to the server is lost.",
  remedy: "Try again when it is back.",
}

export class Answers {
  private number = 0
  private readonly waiting = new Map<number, (answer: Answer) => void>()

  /** `transmit` hands a command to the socket and says whether it could. */
  constructor(private readonly transmit: (command: Command) => boolean) {}

  ask(question: Question): Promise<Answer> {
    const ref = ++this.number
    return new Promise((resolve) => {
      this.waiting.set(ref, resolve)
      if (!this.transmit({ kind: "ask", ref, question })) this.settle(ref, LOST)
    })
  }

  /** See whether an event is the answer to a question. */
  take(event: ServerEvent): void {
    if (event.kind === "answered" && event.ref !== null) this.settle(event.ref, event.answer)
    // A session that comes back knows nothing of what the one before was asked.
    if (event.kind === "welcome") for (const ref of [...this.waiting.keys()]) this.settle(ref, LOST)
  }

  private settle(ref: number, answer: Answer): void {
    this.waiting.get(ref)?.(answer)
    this.waiting.delete(ref)
  }
}
