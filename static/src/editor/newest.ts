/** Asks one question at a time; of those that come meanwhile only the newest is asked at all. */

import type { Answer, Question } from "../store/answers"

interface Waiting {
  readonly question: Question
  readonly answer: (answer: Answer | null) => void
}

export class Newest {
  private isAsking = false
  private waiting: Waiting | null = null

  constructor(private readonly put: (question: Question) => Promise<Answer>) {}

  /** Ask as soon as the session is free; null if a newer question came before it was. */
  ask(question: Question): Promise<Answer | null> {
    this.waiting?.answer(null)
    return new Promise((answer) => {
      this.waiting = { question, answer }
      void this.next()
    })
  }

  private async next(): Promise<void> {
    if (this.isAsking || this.waiting === null) return
    const { question, answer } = this.waiting
    this.waiting = null
    this.isAsking = true
    answer(await this.put(question))
    this.isAsking = false
    void this.next()
  }
}
