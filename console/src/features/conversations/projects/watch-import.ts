import type { Import } from '#contract/shapes/import.ts'
import { client } from '../../../data/console-client.ts'

const LOOK_EVERY_MS = 600

/** Starts an import and tells how far it has come, until it has ended. */
export async function watchImport(
  fileId: string,
  projectId: string | undefined,
  tell: (taken: Import) => void,
): Promise<void> {
  let taken = await client.imports.start({ fileId, ...(projectId && { projectId }) })
  tell(taken)
  while (taken.endedAt === null) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS))
    taken = await client.imports.read(taken.id)
    tell(taken)
  }
}
