import type { CommandContext } from '#kernel/use-case.ts'
import { embeddedSources } from '../vectors/vector-store.ts'
import { sourceEmbed } from './embed-job.ts'

/** Has vectors made, after the commit, of the passages of a source that lack one; of all sources for null. */
export async function askForVectors(
  { tx, scope, enqueue }: CommandContext,
  sourceId: string | null,
): Promise<void> {
  const embedded = await embeddedSources(tx, scope, sourceId === null ? null : [sourceId])
  for (const { id } of embedded) enqueue(sourceEmbed, { sourceId: id })
}
