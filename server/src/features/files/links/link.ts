/** Long enough to hear something out that was begun; a player asks again for what it skips to. */
export const LIFETIME_SECONDS = 900

export interface LinkFacts {
  readonly tenantId: string
  readonly fileId: string
  readonly form: string
  readonly until: number
}

export const signedFacts = ({ tenantId, fileId, form, until }: LinkFacts) =>
  ['file', tenantId, fileId, form, until] as const
