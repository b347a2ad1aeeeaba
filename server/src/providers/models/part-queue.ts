import type { ModelPart } from '#kernel/model-ports.ts'

type TextKind = 'text-delta' | 'reasoning-delta'

/**
 * Parts of one network read on their way out. Neighbouring pieces of text become one delta: every later step
 * costs per delta.
 */
export class PartQueue {
  #parts: ModelPart[] = []

  text(kind: TextKind, text: string): void {
    if (text === '') return
    const last = this.#parts.at(-1)
    if (last?.type === kind) last.text += text
    else this.#parts.push({ type: kind, text })
  }

  push(part: ModelPart): void {
    this.#parts.push(part)
  }

  /**
   * Empties the queue, but for half a surrogate pair at the end of text: some providers cut an emoji in two.
   */
  take(): ModelPart[] {
    const parts = this.#parts
    this.#parts = []
    const last = parts.at(-1)
    if (
      (last?.type === 'text-delta' || last?.type === 'reasoning-delta') &&
      /[\ud800-\udbff]$/.test(last.text)
    ) {
      this.#parts.push({ type: last.type, text: last.text.slice(-1) })
      last.text = last.text.slice(0, -1)
      if (last.text === '') parts.pop()
    }
    return parts
  }
}
