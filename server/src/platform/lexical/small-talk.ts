import { foldScript } from './fold-script.ts'
import { normalForm } from './normal-form.ts'

/** A message that asks nothing, except possibly who answers. */
export type SmallTalk = 'greeting' | 'how-are-you' | 'thanks' | 'farewell' | 'assent' | 'who-are-you'

/** A longer message has more in it than small talk. */
export const MESSAGE_CHARACTERS = 500

const you = '[你您]'
const machine =
  '(?:real |actual |live )?(?:robot|bot|chatbot|human(?: being)?|person|machine|computer|ai|assistant|real)'
const kinds: Record<SmallTalk, readonly string[]> = {
  'who-are-you': [
    '(?:so |and )?(?:who|what) (?:exactly )?(?:are|r) (?:you|u)(?: exactly)?',
    'what(?: i)?s your name|(?:please )?(?:introduce yourself|tell me about yourself)',
    '(?:what|how) (?:can|could|do) (?:you|u) (?:do|help|help me|offer)(?: for me| with)?(?: here)?',
    'what are you (?:able to do|for)|what are your (?:skills|abilities|capabilities|features)',
    String.raw`(?:are|r) (?:you|u) (?:an? )?${machine}(?: or (?:an? )?${machine})?`,
    String.raw`(?:who )?am i (?:talking|speaking|chatting) (?:to|with)(?: (?:an? )?${machine})?`,
    '(?:please )?help(?: me)?|i need (?:some )?help|can (?:you|u) help me|can i ask (?:you )?(?:something|a question)',
    `(?:请问)?${you}(?:到底|究竟)?是(?:谁|什么(?:人|东西)?|哪位)(?:啊|呀|呢)?|${you}叫(?:什么|啥)(?:名字)?`,
    `${you}的?名字(?:是|叫)(?:什么|啥)|(?:请|请你|请您)?(?:自我介绍|介绍(?:一下)?(?:${you})?自己)(?:一下)?`,
    `${you}都?(?:能|会|可以)(?:做|干|帮我做|帮我|帮忙|回答)?些?(?:什么|啥|哪些)(?:事情?|问题|忙)?(?:呢|啊|呀)?`,
    `${you}有(?:什么|哪些)(?:功能|本领|能力|用)`,
    `${you}是(?:不是)?一?个?(?:机器人|真人|人类?|人工智能|人工|ai|智能助手|电脑)(?:吗|呢|还是(?:真人|人工|人|机器人)(?:呢|啊)?)?`,
    '帮助|帮帮我|我需要帮助|能帮我吗',
  ],
  'how-are-you': [
    '(?:and )?how are (?:you|u)(?: doing)?(?: today)?|how(?: i)?s it going|how do you do|how have you been|whats up',
    `(?:${you}|大家)?(?:最近|今天)?(?:过得)?(?:好|还好|怎么样)吗|${you}最近(?:怎么样|如何)|吃了吗`,
  ],
  farewell: [
    '(?:ok |okay |alright |thanks )?(?:bye|goodbye|bye bye|see (?:you|ya)|good night|take care|talk to you later)(?: bye| later| soon| then| now| again| all| everyone)?',
    'have a (?:nice|good|great) (?:day|evening|weekend|one)|au revoir|adi[oó]s|tsch[uü]ss|auf wiedersehen',
    '再[见見]|拜拜|晚安|(?:下次|明天|回头)见|さようなら|また(?:ね|あした)',
  ],
  thanks: [
    '(?:many |ok |okay |great |perfect )?(?:thanks|thank you|thx|cheers)(?: a lot| so much| very much| again| for (?:your|the) help)?',
    'much appreciated|i appreciate it|merci(?: beaucoup)?|(?:muchas )?gracias|danke(?: sch[oö]n)?|obrigad[oa]|grazie|감사합니다|спасибо',
    '(?:非常|多|太|十分|好的?)?(?:感谢|感謝|谢谢|謝謝|谢|謝)(?:你|您|了|啦|啊|你的帮助|您的幫助)*|辛苦了|ありがとう(?:ございます)?',
  ],
  greeting: [
    '(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening)|nice to meet you)(?: there| all| everyone| again)?',
    'bonjour|salut|hola|hallo|guten (?:morgen|tag|abend)|ciao|ol[aá]|안녕하세요|привет|здравствуйте',
    '(?:你|您|大家)好(?:啊|呀)?|(?:早上|上午|中午|下午|晚上)好|早安|午安|哈[喽囉嘍]|嗨|在[吗嗎]|こんにちは|おはよう(?:ございます)?|こんばんは',
  ],
  assent: [
    'please|ok|okay|alright|great|perfect|cool|nice|got it|i see|sure|good|awesome|you too',
    '好(?:啊|呀|的|吧|吗|嗎)?|明白了?|知道了|收到|没事了|沒事了|可以了|了解(?:です)?',
  ],
}

// Each matches a whole message, optionally with a please; anything more may contain a question.
const patterns = Object.entries(kinds).map(
  ([kind, given]) =>
    [
      kind as SmallTalk,
      new RegExp(String.raw`^(?:${given.join('|')})(?: please|吧|好吗|好嗎)?$`, 'iu'),
    ] as const,
)

/** The parts between punctuation, in one width and with single spaces; without empty ones. */
export const piecesOf = (text: string): string[] =>
  normalForm(text)
    .replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .split(/[\p{P}\p{S}\n]+/u)
    .map((piece) => piece.trim().replaceAll(/\s+/g, ' '))
    .filter((piece) => piece !== '')

/** The kind of one such part, if it contains nothing else. */
export function smallTalkIn(piece: string): SmallTalk | null {
  if (piece.length > MESSAGE_CHARACTERS) return null
  const folded = foldScript(piece)
  return patterns.find(([, pattern]) => pattern.test(piece) || pattern.test(folded))?.[0] ?? null
}

/**
 * The kind of a whole message: of several kinds the one that most needs an answer. Null if it contains anything else,
 * or nothing.
 */
export function smallTalkOf(message: string): SmallTalk | null {
  if (message.length > MESSAGE_CHARACTERS) return null
  const found = piecesOf(message).map(smallTalkIn)
  if (found.includes(null)) return null
  return patterns.find(([kind]) => found.includes(kind))?.[0] ?? null
}
