import { ConfigRefused } from './refused.ts'

const SCHEME = /^postgres(?:ql)?(?:\+[a-z][a-z0-9]{0,30})?:\/\//
const DRIVERS_OWN = ['ssl', 'prepared_statement_cache_size', 'async_fallback', 'command_timeout']

/**
 * The URL of a PostgreSQL server in libpq's form. SQLAlchemy's form is understood as well:
 * `postgresql+asyncpg://…?ssl=require` becomes `postgresql://…?sslmode=require`. Throws ConfigRefused with a message
 * that starts with `name`.
 */
export function postgresUrl(name: string, given: string): string {
  if (!SCHEME.test(given)) throw new ConfigRefused(`${name} must begin with postgres:// or postgresql://.`)
  if (!/^\w+\+/.test(given)) return given
  const url = given.replace(SCHEME, 'postgresql://')
  const at = url.indexOf('?')
  if (at < 0) return url
  const parameters = new URLSearchParams(url.slice(at + 1))
  const ssl = parameters.get('ssl')
  for (const parameter of DRIVERS_OWN) parameters.delete(parameter)
  if (ssl !== null && !parameters.has('sslmode'))
    parameters.set('sslmode', /^(true|1)$/i.test(ssl) ? 'require' : ssl)
  return parameters.size > 0 ? `${url.slice(0, at)}?${parameters}` : url.slice(0, at)
}
