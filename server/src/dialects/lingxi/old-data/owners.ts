import { readMemberName } from '#features/access/index.ts'
import { type Destination, findTaken, type Owner, Unfit } from '../../moving-in/moving-in.ts'
import { DIALECT } from '../numbers.ts'

/**
 * The owner of an object that belonged to a user of the old system, or to nobody. Throws Unfit if there is none here.
 */
export async function requireOwner({ scope, owner }: Destination, userId: string | null): Promise<Owner> {
  if (userId === null) {
    if (!owner) throw new Unfit('It belongs to nobody: say with --owner whose it is from now on.')
    return owner
  }
  const id = await findTaken(scope, { dialect: DIALECT, kind: 'user', oldId: userId })
  const name = id === null ? null : await readMemberName(scope, { memberId: id })
  if (id === null || name === null) throw new Unfit(`Its user ${userId} was not taken over.`)
  return { kind: 'member', id, name }
}
