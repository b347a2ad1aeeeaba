import { inspect } from 'node:util'

const MASK = '[secret]'

/**
 * A key or password held in memory. However it is printed, logged or serialised it reads `[secret]`;
 * only `reveal` gives the value, so a search for that word finds every place that uses one.
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
