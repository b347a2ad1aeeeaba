import { OpenSharedFile } from '#contract/shapes/share.ts'
import { partsOf } from '#features/conversations/index.ts'
import { downloadFile } from '#features/files/index.ts'
import { notFound } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { enterShared } from './find-shared.ts'

/** Hands out a file of a message that a link shows, for as long as the link shows it, and no other file. */
export const openSharedFile = flow({
  name: 'shared-file.open',
  permission: 'public',
  input: OpenSharedFile,
  async run({ scope }, { token, fileId, range }) {
    const { messages, inside } = await enterShared(scope, token)
    const isShown = messages.some((message) =>
      partsOf(message).some((part) => part.type === 'file' && part.fileId === fileId),
    )
    if (!isShown) throw notFound('file')
    return downloadFile(inside, { fileId, ...(range !== undefined && { range }) })
  },
})
