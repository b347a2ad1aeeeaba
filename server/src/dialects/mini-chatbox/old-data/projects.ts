import { z } from 'zod'
import { keepNumbers, noteFacts } from '#features/external-ids/index.ts'
import { createProject } from '#features/projects/index.ts'
import { step } from '#kernel/step.ts'
import { moveInAs } from '../../kit/elevate-scope.ts'
import { numberIn, oldKind, once, required, type Taken, Unfit } from '../../moving-in/moving-in.ts'
import { DIALECT } from '../numbers.ts'

const OldProject = z.strictObject({
  number: z.int(),
  name: z.string().max(100),
  description: z.string().max(2_000),
  color: z.string().nullable(),
  icon: z.string().max(40),
})

const takeProject = step(
  OldProject,
  (context, { number, icon, color, ...given }): Promise<Taken> =>
    once(context, { dialect: DIALECT, kind: 'project', oldId: String(number) }, async () => {
      const { id } = await createProject.within(context, { ...given, ...(color !== null && { color }) })
      await keepNumbers.within(context, { dialect: DIALECT, kind: 'project', numbers: [{ number, id }] })
      await noteFacts.within(context, { dialect: DIALECT, kind: 'project-notes', id, facts: { icon } })
      return { id, remarks: [] }
    }),
)

/** Projects that conversations are in. */
export const projects = oldKind<z.input<typeof OldProject>>({
  kind: 'projects',
  ledger: 'project',
  table: 'projects',
  read: (row) => ({
    number: numberIn(row, 'id'),
    name: required(row, 'name').slice(0, 100),
    description: (row.description ?? '').slice(0, 2_000),
    color: /^#[0-9a-f]{6}$/i.test(row.color ?? '') ? (row.color ?? null) : null,
    icon: (row.icon || 'folder').slice(0, 40),
  }),
  take: ({ scope, owner }, project) => {
    if (!owner) throw new Unfit('It belongs to nobody: say with --owner whose it is from now on.')
    return takeProject(moveInAs(scope, owner), project)
  },
})
