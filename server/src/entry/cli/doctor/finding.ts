/** A note. A problem makes the command fail; advice does not. */
export interface Finding {
  readonly isWrong: boolean
  readonly what: string
  readonly remedy: string
}
export const wrong = (what: string, remedy: string): Finding => ({ isWrong: true, what, remedy })
export const advice = (what: string, remedy: string): Finding => ({ isWrong: false, what, remedy })
export const onlyIf = (isSo: boolean, finding: Finding): Finding[] => (isSo ? [finding] : [])

/** Some settings in effect, by name, with findings. Never a secret. */
export interface Part {
  readonly facts: Readonly<Record<string, unknown>>
  readonly findings: readonly Finding[]
}

export const inMegabytes = (bytes: number) => `${Math.floor(bytes / 1_048_576).toLocaleString('en')} MiB`
