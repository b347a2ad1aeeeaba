import { removeUpload } from '#features/files/index.ts'
import { flow } from '#kernel/use-case.ts'
import { LeftFiles } from './document-job.ts'
import { releaseFiles } from './release-files.ts'

/** Removes the files of documents that are gone. May be killed anywhere and run again. */
export const removeFiles = flow({
  name: 'document.remove-files',
  permission: 'internal',
  input: LeftFiles,
  async run({ scope, ports }, left): Promise<void> {
    for (const key of await releaseFiles(scope, left)) await removeUpload(ports, key)
  },
})
