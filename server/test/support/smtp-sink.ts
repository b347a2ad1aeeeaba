import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { testCertificate } from './test-certificate.ts'

/** A mail as the sink took it. */
export interface TakenMail {
  readonly from: string
  readonly to: string
  /** What followed the addresses in MAIL FROM. */
  readonly options: string
  readonly login: string | null
  readonly isSecured: boolean
  /** As it came, dots and all. */
  readonly content: string
}

interface SinkOptions {
  /** How it can be logged in at; nobody needs to where there is none. */
  auth?: 'PLAIN' | 'LOGIN'
  security?: 'plain' | 'starttls' | 'tls'
  extensions?: string[]
}

/** A mail server that keeps what it takes. */
export interface SmtpSink {
  readonly port: number
  readonly mails: TakenMail[]
  /** Answers a command that begins so with this instead; null: closes the connection. Once. */
  answerOnce(command: string, answer: string | null): void
  /** Says nothing any more. */
  silence(): void
  close(): Promise<void>
}

const decoded = (text: string) => Buffer.from(text, 'base64').toString('utf8')

export async function startSmtpSink({
  auth,
  security = 'plain',
  extensions = ['8BITMIME', 'SMTPUTF8'],
}: SinkOptions = {}): Promise<SmtpSink> {
  const mails: TakenMail[] = []
  const instead = new Map<string, string | null>()
  const sockets = new Set<Socket>()
  let isSilent = false

  function serve(socket: Socket, isSecured: boolean, greets: boolean) {
    sockets.add(socket)
    socket.on('error', () => {})
    let text = ''
    let mail = { from: '', to: '', options: '' }
    let login: string | null = null
    let waitsFor: 'command' | 'content' | 'user' | 'password' = 'command'
    const say = (...lines: string[]) => isSilent || socket.write(lines.map((line) => `${line}\r\n`).join(''))
    const hear = (piece: Buffer) => {
      text += piece.toString('utf8')
      for (;;) {
        const end = text.indexOf(waitsFor === 'content' ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const said = text.slice(0, end)
        text = text.slice(end + (waitsFor === 'content' ? 5 : 2))
        answer(said)
      }
    }
    const answer = (said: string) => {
      const planned = [...instead.keys()].find((command) => said.toUpperCase().startsWith(command))
      if (waitsFor === 'command' && planned !== undefined) {
        const other = instead.get(planned)
        instead.delete(planned)
        if (other === null) return void socket.destroy()
        return void say(String(other))
      }
      if (waitsFor === 'content') {
        mails.push({ ...mail, login, isSecured, content: said })
        waitsFor = 'command'
        return void say('250 taken')
      }
      if (waitsFor === 'user') {
        login = decoded(said)
        waitsFor = 'password'
        return void say('334 UGFzc3dvcmQ6')
      }
      if (waitsFor === 'password') {
        login += `:${decoded(said)}`
        waitsFor = 'command'
        return void say('235 welcome')
      }
      const [verb = ''] = said.toUpperCase().split(' ')
      if (verb === 'EHLO') {
        const offers = [
          ...extensions,
          ...(auth ? [`AUTH ${auth}`] : []),
          ...(security === 'starttls' && !isSecured ? ['STARTTLS'] : []),
        ]
        const lines = ['sink', ...offers]
        return void say(...lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`))
      }
      if (verb === 'STARTTLS' && security !== 'starttls') return void say('502 not here')
      if (verb === 'STARTTLS') {
        say('220 go on')
        socket.off('data', hear)
        serve(new TLSSocket(socket, { isServer: true, ...testCertificate }), true, false)
        return
      }
      if (said.startsWith('AUTH PLAIN ')) {
        login = decoded(said.slice('AUTH PLAIN '.length)).split('\0').slice(1).join(':')
        return void say('235 welcome')
      }
      if (said === 'AUTH LOGIN') {
        waitsFor = 'user'
        return void say('334 VXNlcm5hbWU6')
      }
      const address = /<([^>]*)>(.*)$/.exec(said)
      if (verb === 'MAIL') mail = { from: address?.[1] ?? '', to: '', options: (address?.[2] ?? '').trim() }
      if (verb === 'RCPT') mail.to = address?.[1] ?? ''
      if (verb === 'DATA') {
        waitsFor = 'content'
        return void say('354 go on')
      }
      if (verb === 'QUIT') return void socket.end('221 bye\r\n')
      say('250 fine')
    }
    socket.on('data', hear)
    if (greets) say('220-sink', '220 ready')
  }

  const server =
    security === 'tls'
      ? createTlsServer(testCertificate, (socket) => serve(socket, true, true))
      : createServer((socket) => serve(socket, false, true))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    answerOnce: (command, answer) => void instead.set(command, answer),
    silence: () => {
      isSilent = true
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
