import { once } from 'node:events'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { connect as connectTls } from 'node:tls'
import type { Secret } from '../crypto/secret.ts'
import { openDialog, type SmtpAnswer, type SmtpDialog, SmtpFailed } from './smtp-dialog.ts'

/** A mail server that takes mail from us. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte. `starttls`: it must offer to be secured. `plain`: secured where it offers it. */
  readonly security: 'tls' | 'starttls' | 'plain'
  /** Null: nobody logs in. Never said over a connection that is not secured, but to this machine. */
  readonly login: { readonly user: string; readonly password: Secret } | null
  /** Further authorities to trust, as PEM; for tests and private ones. */
  readonly trusted?: string
}

export interface Envelope {
  readonly from: string
  readonly to: string
  /** RFC 5322, lines ended by CR LF. */
  readonly content: string
}

const LIMIT_MS = 60_000

/**
 * Hands one mail over. Resolves once the server has taken it. Throws SmtpFailed, or the signal's reason. A mail that was
 * handed over when the connection broke may be sent twice by whoever tries again; its Message-ID stays the same.
 */
export async function sendOverSmtp(
  server: SmtpServer,
  envelope: Envelope,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const limit = AbortSignal.timeout(LIMIT_MS)
  const either = AbortSignal.any([signal, limit])
  const sockets: Socket[] = []
  // As an error, so that whatever waits for the socket hears of it.
  const stop = () => {
    for (const socket of sockets) socket.destroy(new Error('Nobody waits for it any more.'))
  }
  either.addEventListener('abort', stop)
  try {
    await talk(server, envelope, (socket) => sockets.push(socket))
  } catch (error) {
    signal.throwIfAborted()
    if (limit.aborted) throw new SmtpFailed('The mail server took too long.', null, { cause: error })
    if (error instanceof SmtpFailed) throw error
    throw new SmtpFailed('The mail server could not be reached.', null, { cause: error })
  } finally {
    either.removeEventListener('abort', stop)
    for (const socket of sockets) socket.destroy()
  }
}

async function talk(server: SmtpServer, envelope: Envelope, keep: (socket: Socket) => void) {
  const { dialog, offers, isSecured } = await greet(server, keep)
  if (server.login && !isSecured && !isHere(server.host))
    throw new SmtpFailed('The password is not said over a connection that is not secured.')
  if (server.login) await logIn(dialog, offers, server.login)
  const isUtf8 = /[^\x20-\x7e]/.test(envelope.from + envelope.to)
  if (isUtf8 && !offers.has('SMTPUTF8')) throw new SmtpFailed('The mail server takes no such addresses.')
  const utf8 = isUtf8 ? ' SMTPUTF8' : ''
  const eight = offers.has('8BITMIME') ? ' BODY=8BITMIME' : ''
  await dialog.say(`MAIL FROM:<${addressIn(envelope.from)}>${eight}${utf8}`, 2)
  await dialog.say(`RCPT TO:<${addressIn(envelope.to)}>`, 2)
  await dialog.say('DATA', 3)
  await dialog.write(`${stuffed(envelope.content)}\r\n.\r\n`)
  await dialog.expect(2)
  // It is theirs now; how the conversation ends changes nothing.
  await dialog.say('QUIT', 2).catch(() => {})
}

/** A line that begins with a dot would end the mail, so it gets another one. */
const stuffed = (content: string) =>
  content.replace(/\r?\n/g, '\r\n').replace(/\r\n$/, '').replace(/^\./gm, '..')

function addressIn(address: string): string {
  if (/[<>\s\p{Cc}]/u.test(address)) throw new SmtpFailed('This is no address for mail.')
  return address
}

async function greet({ host, port, security, trusted }: SmtpServer, keep: (socket: Socket) => void) {
  const secured = { host, ...(isIP(host) === 0 && { servername: host }), ...(trusted && { ca: trusted }) }
  const first = security === 'tls' ? connectTls({ ...secured, port }) : connectPlain({ host, port })
  keep(first)
  await connected(first, security === 'tls' ? 'secureConnect' : 'connect')
  const dialog = openDialog(first)
  await dialog.expect(2)
  const offers = await introduce(dialog)
  if (security === 'tls') return { dialog, offers, isSecured: true }
  if (!offers.has('STARTTLS')) {
    if (security === 'starttls') throw new SmtpFailed('The mail server offers no security.')
    return { dialog, offers, isSecured: false }
  }
  await dialog.say('STARTTLS', 2)
  dialog.leave()
  first.removeAllListeners('data')
  const second = connectTls({ ...secured, socket: first })
  keep(second)
  await connected(second, 'secureConnect')
  // What was offered before counts for nothing: anybody could have said it.
  const securely = openDialog(second)
  return { dialog: securely, offers: await introduce(securely), isSecured: true }
}

const isHere = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host)

async function connected(socket: Socket, event: 'connect' | 'secureConnect') {
  socket.on('error', () => {})
  await once(socket, event)
}

/** What the server can do, by keyword. */
async function introduce(dialog: SmtpDialog): Promise<Map<string, string>> {
  const { lines }: SmtpAnswer = await dialog.say(
    `EHLO ${hostname().replace(/[^\w.-]/g, '') || 'localhost'}`,
    2,
  )
  return new Map(
    lines.slice(1).map((line) => {
      const [keyword = '', ...rest] = line.split(' ')
      return [keyword.toUpperCase(), rest.join(' ').toUpperCase()]
    }),
  )
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

async function logIn(
  dialog: SmtpDialog,
  offers: Map<string, string>,
  { user, password }: { user: string; password: Secret },
) {
  const ways = (offers.get('AUTH') ?? '').split(' ')
  if (ways.includes('PLAIN')) {
    await dialog.say(`AUTH PLAIN ${base64(`\0${user}\0${password.reveal()}`)}`, 2)
  } else if (ways.includes('LOGIN')) {
    await dialog.say('AUTH LOGIN', 3)
    await dialog.say(base64(user), 3)
    await dialog.say(base64(password.reveal()), 2)
  } else throw new SmtpFailed('The mail server offers no way to log in that we know.')
}
