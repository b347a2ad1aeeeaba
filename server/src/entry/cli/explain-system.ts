import type { Explanation } from './explain.ts'

/** A system error as Node reports it. */
interface SystemError extends Error {
  readonly code: string
  readonly syscall?: string
  readonly path?: string
  readonly address?: string
  readonly hostname?: string
  readonly port?: number
}

/** Files, ports and the connection to the database: system and driver errors; null for any other. */
export function explainSystem(chain: readonly Error[], setting: string): Explanation | null {
  const refused = chain.find((error): error is SystemError => /^E[A-Z0-9]+$/.test(codeOf(error)))
  if (refused) return ofPort(refused) ?? ofConnection(refused, setting) ?? ofFile(refused)
  return ofTls(chain, setting) ?? ofDriver(chain, setting)
}

const STARVED = /\b(EMFILE|ENFILE)\b|too many open files/i

/** Running out of files is reported by an error code, or only by the message, as for a thread that cannot start. */
export function ofOpenFiles(chain: readonly Error[]): Explanation | null {
  if (!chain.some((error) => STARVED.test(`${codeOf(error)} ${error.message}`))) return null
  return {
    what: 'This process has too many open files (EMFILE).',
    remedy: 'Raise its limit (`ulimit -n`, LimitNOFILE= of systemd) and try again.',
  }
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '')

function ofPort({ code, syscall, address, port }: SystemError): Explanation | null {
  if (syscall !== 'listen') return null
  const place = `Port ${port ?? ''}${address ? ` of ${address}` : ''}`
  if (code === 'EADDRINUSE')
    return {
      what: `${place} is already in use (${code}).`,
      remedy: 'Stop the program that listens there, or set PORT or PARLEY_LISTEN.',
    }
  if (code === 'EACCES')
    return {
      what: `${place} cannot be opened by this user (${code}).`,
      remedy: 'Set PORT to 1024 or more, and put a proxy before it.',
    }
  return {
    what: `${place} cannot be listened on (${code}).`,
    remedy: 'Set HOST and PORT to what this machine has.',
  }
}

const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])
const UNNAMED = new Set(['ENOTFOUND', 'EAI_AGAIN'])

function ofConnection(error: SystemError, setting: string): Explanation | null {
  const { code, syscall, address, hostname, port } = error
  if (LOST.has(code))
    return {
      what: `The database closed the connection (${code}).`,
      remedy: 'Check that it is running, and try again.',
    }
  if (UNNAMED.has(code))
    return {
      what: `The host ${hostname ?? ''} of the database cannot be found (${code}).`,
      remedy: `Correct ${setting}, or check that name resolution works.`,
    }
  if (syscall !== 'connect') return null
  if (address?.startsWith('/'))
    return {
      what: `A server is using this data, but its database does not answer (${code}).`,
      remedy: 'Wait until it has started, or stop it, and try again.',
    }
  const place = address ? ` at ${address}${port ? `:${port}` : ''}` : ''
  return {
    what: `The database does not answer${place} (${code}).`,
    remedy: `Start it, or correct ${setting}.`,
  }
}

function ofFile({ code, path, message, syscall }: SystemError): Explanation {
  const file = path ?? 'A file'
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        what: `The disk is full${path ? `: ${path} could not be written` : ''} (${code}).`,
        remedy: 'Free up space and try again.',
      }
    case 'EACCES':
    case 'EPERM':
      return {
        what: `${file} is not accessible to this user (${code}).`,
        remedy: 'Make the user that runs Parley its owner, or choose another place.',
      }
    case 'EROFS':
      return {
        what: `${file} is on a read-only disk (${code}).`,
        remedy: 'Mount it for writing, or choose another place.',
      }
    case 'ENOENT':
      // On a read-only disk, Node reports this for a folder that it creates recursively.
      if (syscall === 'mkdir')
        return {
          what: `The folder ${file} cannot be created (${code}).`,
          remedy: 'Check that its disk is writable, or choose another place.',
        }
      return { what: `${file} does not exist (${code}).`, remedy: 'Check the path.' }
    default:
      return {
        what: `The operating system reported an error (${code}): ${message}.`,
        remedy: 'Check the disk, files and network of this machine.',
      }
  }
}

const TLS = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH)/

function ofTls(chain: readonly Error[], setting: string): Explanation | null {
  const refused = chain.find((error) => TLS.test(codeOf(error)))
  return (
    (refused && {
      what: `The certificate of the database is not trusted (${codeOf(refused)}): ${refused.message}.`,
      remedy: `Add the certificate of its CA as sslrootcert to ${setting}, or correct the host there.`,
    }) ??
    null
  )
}

/** The driver has no error codes of its own. */
function ofDriver(chain: readonly Error[], setting: string): Explanation | null {
  const says = (pattern: RegExp) => chain.some(({ message }) => pattern.test(message))
  if (says(/does not support SSL/))
    return {
      what: 'The database does not support TLS.',
      remedy: `Remove sslmode from ${setting}, or turn on TLS in the database.`,
    }
  if (says(/^SASL: .*password/))
    return {
      what: 'The database requires a password.',
      remedy: `Add it to ${setting}: postgres://user:password@host/database.`,
    }
  if (says(/timeout exceeded when trying to connect|connection timeout/i))
    return {
      what: 'The database did not answer in time.',
      remedy: `Check that it is running and that ${setting} has the right host and port.`,
    }
  if (says(/Connection terminated|is not queryable/))
    return {
      what: 'The database closed the connection.',
      remedy: 'Check that it is running, and try again.',
    }
  return null
}
