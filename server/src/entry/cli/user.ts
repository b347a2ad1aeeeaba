import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import { MemberRole } from '#contract/shapes/people.ts'
import {
  createMember,
  findTenantId,
  makeFirstOwner,
  makeFirstTenant,
  systemScope,
} from '#features/access/index.ts'
import { openApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { readPassword } from './read-password.ts'

interface CreateOptions {
  password?: string
  role?: MemberRole
  tenant?: string
  platformAdmin?: boolean
}

/** `parley user create <name>`. */
export const userCommand = () => {
  const command = new Command('user').description('Manage accounts.')
  command
    .command('create <name>')
    .description('Create an account; the name is an e-mail address, or a bare name to sign in with.')
    .option(
      '--password <password>',
      'at least 8 characters; when left out, it is prompted for or read from standard input, which keeps it out of shell history',
    )
    .addOption(
      new Option('--role <role>', 'default: end_user; the first account of a server is its owner').choices(
        MemberRole.options,
      ),
    )
    .option('--tenant <slug>', 'slug or id; not needed when there is one tenant')
    .option('--platform-admin', 'can create tenants and enter any of them')
    .action(createUser)
  return command
}

async function createUser(name: string, { role, tenant, platformAdmin = false, ...given }: CreateOptions) {
  const password = given.password ?? (await readPassword())
  const app = await openApp({ ...readConfig(), logLevel: 'silent' }, { isCommand: true })
  const addUser = async () => {
    const scope = systemScope(app, await findTenantId(app, tenant ?? null), {
      requestId: randomUUID(),
      signal: new AbortController().signal,
    })
    return createMember(scope, { name, password, isPlatformAdmin: platformAdmin, ...(role && { role }) })
  }
  try {
    await makeFirstTenant(app)
    const isPlain = role === undefined && tenant === undefined
    const member =
      (isPlain ? await makeFirstOwner(app, { email: name, password }) : null) ?? (await addUser())
    console.log(`${member.email} was created as ${member.role}.`)
  } finally {
    await app.close()
  }
}
