import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { MemberRole } from '#contract/shapes/people.ts'
import { adoptMember } from '#features/access/index.ts'
import { keepNumbers, noteFacts } from '#features/external-ids/index.ts'
import { step } from '#kernel/step.ts'
import {
  findSourceOf,
  isTrue,
  numberIn,
  type OldKind,
  oldKind,
  once,
  required,
  type Taken,
  Unfit,
} from './moving-in.ts'

const OldUser = z.strictObject({
  dialect: z.string(),
  oldId: z.string().max(200),
  /** Their ID here; generated if omitted. */
  id: z.uuid().optional(),
  /** The number by which its clients know the user; null if they have none. */
  number: z.int().nullable().default(null),
  name: z.string().max(254).describe('What they sign in with.'),
  displayName: z.string().max(100),
  passwordHash: z.string().max(500),
  role: MemberRole,
  isSuspended: z.boolean(),
  /** The dialect's own data about a user; empty for none. */
  notes: z.record(z.string(), z.json()).default({}),
})

/** Takes over an account of an old system. */
export const takeUser = step(
  OldUser,
  (
    context,
    { id, dialect, oldId, number, name, displayName, passwordHash, role, isSuspended, notes },
  ): Promise<Taken> =>
    once(context, { dialect, kind: 'user', oldId }, async () => {
      const { memberId, wasHere, keepsPassword } = await adoptMember(context, {
        id: id ?? uuidv7(),
        name,
        displayName,
        role,
        foreignHash: passwordHash,
        isSuspended,
      })
      const namesake = wasHere ? await findSourceOf(context, { dialect, kind: 'user', id: memberId }) : null
      if (namesake !== null)
        throw new Unfit(`It signs in as ${namesake} does: give one of the two another name there first.`)
      if (number !== null)
        await keepNumbers.within(context, { dialect, kind: 'user', numbers: [{ number, id: memberId }] })
      if (!wasHere && Object.keys(notes).length > 0)
        await noteFacts.within(context, { dialect, kind: 'user-notes', id: memberId, facts: notes })
      return {
        id: memberId,
        remarks: [
          ...(wasHere ? ['Somebody of this address was here already, and is who they are now.'] : []),
          ...(keepsPassword ? [] : ['The password cannot be taken over: set a new one.']),
        ],
      }
    }),
)

/** Accounts as Django stores them, with its password hashes. */
export const djangoUsers = (dialect: string): OldKind<never> =>
  oldKind<z.input<typeof OldUser>>({
    kind: 'users',
    ledger: 'user',
    table: 'auth_user',
    read: (row) => ({
      dialect,
      oldId: required(row, 'id'),
      number: numberIn(row, 'id'),
      name: required(row, 'username'),
      displayName: `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim().slice(0, 100),
      passwordHash: row.password ?? '',
      role: isTrue(row.is_superuser) ? 'admin' : 'end_user',
      isSuspended: row.is_active !== undefined && !isTrue(row.is_active),
    }),
    take: ({ scope }, user) => takeUser(scope, user),
  })
