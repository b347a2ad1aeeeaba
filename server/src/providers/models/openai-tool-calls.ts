import { randomUUID } from 'node:crypto'
import type { ModelPart } from '#kernel/model-ports.ts'
import { toolCallPart } from './tool-call-part.ts'

export interface ToolCallPiece {
  index?: number | null
  id?: string | null
  function?: { name?: string | null; arguments?: string | null } | null
}

interface OpenCall {
  index: number | null
  id: string
  name: string
  json: string
}

/** Assembles tool calls from pieces: by index, by ID if servers omit the index, otherwise appended to the last one. */
export class ToolCallPieces {
  readonly #calls: OpenCall[] = []

  get isEmpty(): boolean {
    return this.#calls.length === 0
  }

  add(piece: ToolCallPiece): void {
    const call = this.#callOf(piece)
    call.name ||= piece.function?.name ?? ''
    call.json += piece.function?.arguments ?? ''
  }

  /** The calls in order of appearance, with unique IDs. */
  finish(): ModelPart[] {
    const used = new Set<string>()
    return this.#calls.map(({ id, name, json }) => {
      const callId = id === '' || used.has(id) ? `call_${randomUUID()}` : id
      used.add(callId)
      return toolCallPart(callId, name, json)
    })
  }

  #callOf(piece: ToolCallPiece): OpenCall {
    const index = piece.index ?? null
    const id = piece.id ?? ''
    const same = this.#calls.findLast((call) =>
      index === null ? id === '' || call.id === id : call.index === index,
    )
    // Some servers send every complete call under index 0: another ID is another call.
    if (same && (id === '' || same.id === '' || same.id === id)) {
      same.id ||= id
      return same
    }
    const call = { index, id, name: '', json: '' }
    this.#calls.push(call)
    return call
  }
}
