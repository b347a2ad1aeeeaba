import { parentPort } from 'node:worker_threads'
import { readMail, readPage } from '#platform/mail/read-mail.ts'
import type { MailAnswer, MailQuestion } from './mail-answer.ts'

// A thread that parses emails one after another. Whatever an email does to it, only that one is lost.

const answerTo = async (question: MailQuestion): Promise<MailAnswer> => {
  try {
    return 'raw' in question ? { mail: await readMail(question.raw) } : { text: readPage(question.html) }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', async (question: MailQuestion) => {
  const answer = await answerTo(question)
  parentPort?.postMessage(answer)
})
