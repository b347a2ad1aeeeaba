import type { AgentHandoff } from '#contract/shapes/agent.ts'
import { languageOf } from '#platform/lexical/language-of.ts'

const usual = {
  en: {
    coming: 'I am getting a person for you. They will answer here.',
    nobody:
      'Nobody is here right now. Your message is kept, and a person answers here as soon as one is back.',
  },
  'zh-CN': {
    coming: '正在为您转接人工，稍后会有同事在这里回复您。',
    nobody: '现在没有同事在线。您的留言已经保存，同事上线后会在这里回复您。',
  },
  'zh-TW': {
    coming: '正在為您轉接真人，稍後會有同事在這裡回覆您。',
    nobody: '現在沒有同事在線上。您的留言已經保存，同事上線後會在這裡回覆您。',
  },
}

/** The line by which an agent announces a person, in its own words or in the language of the message. */
export function lineFor(
  { comingLine, nobodyLine }: AgentHandoff,
  isAnybodyThere: boolean,
  said: string,
): string {
  const own = isAnybodyThere ? comingLine : nobodyLine
  return own ?? usual[languageOf(said)][isAnybodyThere ? 'coming' : 'nobody']
}
