import { Fault, impossible, invalidInput } from '#kernel/fault.ts'
import type { MailReader } from '#kernel/ports.ts'
import { ProcessBroken, type ProcessLimits } from '#platform/processes/limited-process.ts'
import { openProcessPool } from '#platform/processes/process-pool.ts'
import type { MailAnswer, MailQuestion } from './mail-answer.ts'

const REUSED_UP_TO_BYTES = 1_048_576

/**
 * Opens the email reader. Emails are parsed in a child process, one at a time: whatever they contain, only other emails
 * have to wait. One that exceeds the limits ends only its own process.
 */
export function openMailReader(limits: ProcessLimits): MailReader {
  const processes = openProcessPool<MailQuestion, MailAnswer>({
    module: new URL('./mail-thread.ts', import.meta.url),
    limits,
    processesMax: 1,
    isReusable: (question) => sizeOf(question) <= REUSED_UP_TO_BYTES,
  })
  const ask = async (question: MailQuestion, signal: AbortSignal) => {
    const answer = await processes.ask(question, signal).catch((error: unknown) => {
      throw error instanceof ProcessBroken ? faultOf(error) : error
    })
    if ('refusal' in answer) throw invalidInput(`The mail cannot be read: ${answer.refusal}`)
    return answer
  }
  return {
    async read(raw, signal) {
      const answer = await ask({ raw }, signal)
      if ('mail' in answer) return answer.mail
      throw impossible('A mail was read as a page.')
    },
    async textOf(html, signal) {
      const answer = await ask({ html }, signal)
      if ('text' in answer) return answer.text
      throw impossible('A page was read as a mail.')
    },
    close: () => processes.close(new Fault('unavailable', 'The server is stopping.')),
  }
}

const sizeOf = (question: MailQuestion) =>
  'raw' in question ? question.raw.byteLength : question.html.length

const why: Record<ProcessBroken['why'], string> = {
  'too-slow': 'it takes too long.',
  'too-much-memory': 'it needs too much memory.',
  failed: 'it is damaged.',
}

const faultOf = (broken: ProcessBroken): Fault =>
  new Fault('invalid_input', `The mail cannot be read: ${why[broken.why]}`, { cause: broken })
