import { type Child, startChild } from './child.ts'

export interface ModelProcess extends Child {
  /** How long the model’s own first token took in the turn with this mark; removes the record. */
  takeOwnMs(mark: string): number | null
}

/** Starts the scripted model as a separate process. */
export async function startModel(core: number | null): Promise<ModelProcess> {
  const book = new Map<string, number>()
  const child = await startChild({
    args: ['bench/model.ts'],
    core,
    hear(message) {
      const { mark, ownMs } = message as { mark: string; ownMs: number }
      book.set(mark, ownMs)
    },
  })
  return {
    ...child,
    takeOwnMs(mark) {
      const ownMs = book.get(mark) ?? null
      book.delete(mark)
      return ownMs
    },
  }
}
