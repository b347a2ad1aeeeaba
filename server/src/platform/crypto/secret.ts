import { inspect } from 'node:util'

const MASK = '[secret]'

/**
 * A key or password in memory. Printed, logged or serialized, it reads `[secret]`; only `reveal` returns the value, so
 * a search for that word finds every use of one.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}
