import { FileLink, MakeFileLink } from '#contract/shapes/file.ts'
import { locateFile } from '../read-file.ts'
import { flow } from '#kernel/use-case.ts'
import { signLink } from '#platform/crypto/link-signature.ts'
import { LIFETIME_SECONDS, signedFacts } from './link.ts'

/** Makes an address where a file is for a few minutes without signing in, as players of sound and film need it. */
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
