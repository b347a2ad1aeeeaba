import { FileLink, MakeFileLink } from '#contract/shapes/file.ts'
import { flow } from '#kernel/use-case.ts'
import { signLink } from '#platform/crypto/link-signature.ts'
import { locateFile } from '../read-file.ts'

/** Long enough to finish listening; a player requests again what it skips to. */
export const LIFETIME_SECONDS = 900

export interface LinkFacts {
  readonly tenantId: string
  readonly fileId: string
  readonly form: string
  readonly until: number
}

export const signedFacts = ({ tenantId, fileId, form, until }: LinkFacts) =>
  ['file', tenantId, fileId, form, until] as const

/** Creates a temporary link to a file that works without signing in, as audio and video players need it. */
export const makeFileLink = flow({
  name: 'file.make-link',
  permission: 'conversation:read',
  input: MakeFileLink,
  output: FileLink,
  async run({ scope }, { fileId, form }): Promise<FileLink> {
    await locateFile(scope, fileId)
    const until = Math.floor(scope.app.now().getTime() / 1_000) + LIFETIME_SECONDS
    const { tenantId } = scope
    const signature = signLink(scope.app.vault.linkKey, signedFacts({ tenantId, fileId, form, until }))
    const query = new URLSearchParams({ tenantId, form, until: String(until), signature })
    return { url: `/v1/linked-files/${fileId}?${query}`, expiresAt: new Date(until * 1_000).toISOString() }
  },
})
