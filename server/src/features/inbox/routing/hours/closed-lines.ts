import { languageOf } from '#platform/lexical/language-of.ts'

const closed = {
  en: (when: string | null) =>
    when === null
      ? 'We are closed right now. Write down what it is about and how we reach you; a person answers here.'
      : `We are closed right now and open again on ${when}. Write down what it is about and how we reach you; a person answers here then.`,
  'zh-CN': (when: string | null) =>
    when === null
      ? '现在不在服务时间。请写下您的问题和联系方式，同事会在这里回复您。'
      : `现在不在服务时间，我们将于${when}恢复服务。请写下您的问题和联系方式，届时同事会在这里回复您。`,
  'zh-TW': (when: string | null) =>
    when === null
      ? '現在不在服務時間。請寫下您的問題和聯絡方式，同事會在這裡回覆您。'
      : `現在不在服務時間，我們將於${when}恢復服務。請寫下您的問題和聯絡方式，屆時同事會在這裡回覆您。`,
}

const openAgain = {
  en: 'We are open again. You are in the queue, and a person answers you here.',
  'zh-CN': '我们已恢复服务。您已在排队，同事会在这里回复您。',
  'zh-TW': '我們已恢復服務。您已在排隊，同事會在這裡回覆您。',
}

/** A time as people say it, in the team's time zone, which is named. */
const whenIn = (language: keyof typeof closed, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at)

/** That the team is closed and when it opens, in the language of the message. */
export function closedLine(said: string, opensAt: Date | null, timeZone: string): string {
  const language = languageOf(said)
  return closed[language](opensAt && whenIn(language, opensAt, timeZone))
}

/** That it is open again, in the language of the message. */
export const openLine = (said: string): string => openAgain[languageOf(said)]
