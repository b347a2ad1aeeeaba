import { ChangeSource, Source } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { readSource } from './read-source.ts'
import { updateSource } from './source-store.ts'
import { requireSource } from './visible.ts'

/** Changes a source's name or description. */
export const changeSource = command({
  name: 'source.change',
  permission: 'knowledge:write',
  input: ChangeSource,
  output: Source,
  async run(context, { sourceId, ...change }) {
    const { tx, scope, emit } = context
    await requireSource(tx, scope, sourceId)
    await updateSource(tx, sourceId, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.description !== undefined && { description: change.description }),
    })
    const changed = await readSource.within(context, { sourceId })
    emit({ type: 'source.changed', payload: { sourceId, name: changed.name } })
    return changed
  },
})
