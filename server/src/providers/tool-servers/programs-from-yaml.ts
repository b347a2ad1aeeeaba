import { z } from 'zod'
import { Secret } from '#platform/crypto/secret.ts'
import { loadLater } from '#platform/modules/load-later.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Program } from './program-transport.ts'

const yaml = loadLater<typeof import('yaml')>('yaml')

/** Environment variables that any program may see. */
const INHERITED = ['HOME', 'LANG', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'TMPDIR', 'USER']

const Entry = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case, digits and single hyphens')
    .max(80),
  title: z.string().max(200).default(''),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
  directory: z.string().nullable().default(null),
  tenants: z.union([z.literal('*'), z.array(z.string()).min(1)], "set the tenants: a list of slugs, or '*'"),
})

/**
 * Reads the operator's file of programs. `$NAME` and `${NAME}` as a whole value of `env` is taken from the environment.
 * Throws Fault `invalid_input` that names the entry and the field, and never quotes the file, which may hold keys.
 */
export function programsFromYaml(text: string, env: Readonly<Record<string, string | undefined>>): Program[] {
  const document = yaml().parseDocument(text, { prettyErrors: false })
  if (document.errors.length > 0) throw mistake('', 'this is not valid YAML')
  const items: unknown = document.toJS()
  if (items === null) return []
  if (!Array.isArray(items)) throw mistake('', 'expected a list of programs')
  const programs = items.map((item, index) => {
    const read = Entry.safeParse(item)
    if (read.success) return { ...read.data, env: resolved(read.data.env, env, index) }
    const [issue] = read.error.issues
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
    throw mistake(
      [`programs[${index}]`, ...(issue?.path ?? []).map(String), ...unknown].join('.'),
      unknown.length > 0 ? 'no such field' : (issue?.message ?? 'cannot be read'),
    )
  })
  const twice = programs.find(({ name }, at) => programs.findIndex((other) => other.name === name) !== at)
  if (twice) throw mistake(`programs.${twice.name}`, 'another has the same name')
  return programs
}

function resolved(
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
  index: number,
): Record<string, Secret> {
  const inherited = INHERITED.flatMap((name) => (env[name] ? [[name, env[name]]] : []))
  const named = Object.entries(given).map(([name, value]) => {
    const variable = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value)
    if (!variable) return [name, value]
    const known = env[variable[1] ?? variable[2] ?? '']
    if (known === undefined) throw mistake(`programs[${index}].env.${name}`, 'this variable is not set')
    return [name, known]
  })
  return Object.fromEntries(
    [...inherited, ...named].map(([name, value]) => [name, new Secret(String(value))]),
  )
}

const mistake = (path: string, message: string) =>
  invalidInput(`Tool servers file${path && `, ${path}`}: ${message}.`, [{ path, message }])
