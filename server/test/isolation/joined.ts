import type { Maker } from './cast.ts'

/** A member, once they read in a project. */
export async function joined(
  { scope: { app, tenantId } }: Maker,
  projectId: string,
  memberId: string,
): Promise<string> {
  await app.database.write(tenantId, (tx) =>
    tx
      .insertInto('project_members')
      .values({ tenant_id: tenantId, project_id: projectId, member_id: memberId, role: 'viewer' })
      .execute(),
  )
  return memberId
}
