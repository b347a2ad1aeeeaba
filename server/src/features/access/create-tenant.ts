import { uuidv7 } from 'uuidv7'
import { CreateTenant, RunTenant } from '#contract/shapes/people.ts'
import { flow } from '#kernel/use-case.ts'
import { foundTenant } from './found-tenant.ts'
import { hashPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { entrustedScope } from './scopes.ts'

/** Makes a tenant and, when one is named, the account of its first owner. */
export const createTenant = flow({
  name: 'tenant.create',
  permission: 'platform:manage',
  input: CreateTenant,
  output: RunTenant,
  async run({ scope }, { owner, ...facts }) {
    if (owner) refuseWeakPassword(owner.password, owner)
    const firstOwner = owner && {
      id: uuidv7(),
      email: owner.email,
      name: owner.name,
      passwordHash: await hashPassword(owner.password),
    }
    return foundTenant(entrustedScope(scope, uuidv7(), scope.actor), {
      ...facts,
      owner: firstOwner ?? null,
    })
  },
})
