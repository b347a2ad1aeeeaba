/** Enough for the tool calls of every turn under way; an older turn does without. */
const LIMIT = 500

/**
 * Remembers, by tool call, what a provider needs again with that call in the next request: its reasoning or signature.
 * Kept in this process only; a turn that continues elsewhere is sent without.
 */
export class CallNotes<Note> {
  readonly #notes = new Map<string, Note>()

  set(callId: string, note: Note): void {
    this.#notes.set(callId, note)
    if (this.#notes.size <= LIMIT) return
    for (const oldest of this.#notes.keys()) {
      this.#notes.delete(oldest)
      return
    }
  }

  get(callId: string): Note | undefined {
    return this.#notes.get(callId)
  }
}
