const upTo = (most: number, least = 0) => least + Math.floor(Math.random() * (most - least + 1))
const oneOf = <T>(...choices: readonly T[]) => choices[upTo(choices.length - 1)] as T

/** What a scripted answer does besides writing. */
export interface RandomAnswer {
  readonly directions: string
  /** How often it calls a tool before it answers. */
  readonly tools: number
  /** Whether its first try breaks off. */
  readonly isRetried: boolean
}

/** An answer of any speed and length, with tools or without, that may break off once: directions to the model server. */
export function randomAnswer(): RandomAnswer {
  const tools = oneOf(0, 0, 1, 2)
  const isRetried = Math.random() < 0.25
  const tokens = upTo(60, 5)
  const pace = `ttft=${upTo(80)} tps=${upTo(400, 100)} tokens=${tokens}`
  const breaks = isRetried ? ` fail=drop at=${upTo(tokens - 1)} times=1` : ''
  return { directions: `${'[[tool look_up {}]]'.repeat(tools)}[[model ${pace}${breaks}]]`, tools, isRetried }
}
