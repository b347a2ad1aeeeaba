import { hostname } from 'node:os'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Secret } from '../crypto/secret.ts'

/** A mail server that takes mail from us. */
export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** `tls`: from the first byte. `starttls`: it must offer STARTTLS. `plain`: encrypted if it offers STARTTLS. */
  readonly security: 'tls' | 'starttls' | 'plain'
  /** Null: no login. Never sent over an unencrypted connection, except to this machine. */
  readonly login: { readonly user: string; readonly password: Secret } | null
  /** Further certificate authorities to trust, as PEM; for tests and private ones. */
  readonly trusted?: string
}

export interface Envelope {
  readonly from: string
  readonly to: string
  /** An RFC 5322 message. */
  readonly content: string | Buffer
}

/** A mail server refused, or could not be reached. Never contains what was sent to it. */
export class SmtpFailed extends Error {
  override readonly name = 'SmtpFailed'
  /** The status of its response, such as 550; null if there was none. */
  readonly code: number | null
  /** Its response after the status; empty if there was none. */
  readonly said: string

  constructor(
    message: string,
    code: number | null = null,
    { said = '', ...options }: ErrorOptions & { said?: string } = {},
  ) {
    super(message, options)
    this.code = code
    this.said = said
  }
}

const LIMIT_MS = 60_000

/**
 * Sends one email. Resolves once the server has accepted it. Throws SmtpFailed, or the signal's reason. If the
 * connection breaks after the email was handed over, a retry may send it twice; its Message-ID stays the same.
 */
export async function sendOverSmtp(
  server: SmtpServer,
  envelope: Envelope,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const connection = connectionTo(server)
  const limit = AbortSignal.timeout(LIMIT_MS)
  try {
    await Promise.race([talk(connection, server, envelope), aborted(AbortSignal.any([signal, limit]))])
  } catch (error) {
    signal.throwIfAborted()
    if (limit.aborted) throw new SmtpFailed('The mail server took too long.', null, { cause: error })
    throw failureOf(error)
  } finally {
    connection.close()
  }
}

const connectionTo = ({ host, port, security, trusted }: SmtpServer) =>
  new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    name: hostname().replace(/[^\w.-]/g, '') || 'localhost',
    connectionTimeout: LIMIT_MS,
    greetingTimeout: LIMIT_MS,
    socketTimeout: LIMIT_MS,
    socketCloseTimeout: 0,
    ...(trusted && { tls: { ca: trusted } }),
  })

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

async function talk(connection: SMTPConnection, { host, login }: SmtpServer, envelope: Envelope) {
  const { from, to, content } = envelope
  for (const address of [from, to])
    if (/[<>\s\p{Cc}]/u.test(address)) throw new SmtpFailed('This is not an email address.')
  await called((done) => {
    connection.once('error', done)
    connection.connect(done)
  })
  const isUtf8 = /[^\x20-\x7e]/.test(from + to)
  if (isUtf8 && !/[ -]SMTPUTF8\b/i.test(String(connection.lastServerResponse)))
    throw new SmtpFailed('The mail server does not accept this kind of address.')
  if (login) {
    if (!connection.secure && !isHere(host))
      throw new SmtpFailed('The password is not sent over an unencrypted connection.')
    const auth = { user: login.user, pass: login.password.reveal() }
    await called((done) => connection.login(auth, done))
  }
  await called((done) => connection.send({ from, to, use8BitMime: true }, content, done))
  connection.quit()
}

const called = (run: (done: (error?: Error | null) => void) => void) =>
  new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())))

const isHere = (host: string) => ['localhost', '127.0.0.1', '::1'].includes(host)

function failureOf(error: unknown): SmtpFailed {
  if (error instanceof SmtpFailed) return error
  const { response, responseCode, code } = error as {
    response?: string
    responseCode?: number
    code?: string
  }
  if (code === 'ETLS')
    return new SmtpFailed('The mail server does not support encryption.', null, { cause: error })
  if (response && responseCode)
    return new SmtpFailed(`The mail server refused: ${response}`, responseCode, { said: response })
  if (code === 'EAUTH')
    return new SmtpFailed('The mail server supports no known login method.', null, { cause: error })
  return new SmtpFailed('The mail server could not be reached.', null, { cause: error })
}
