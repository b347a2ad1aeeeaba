import type { Speaker } from '#kernel/model-ports.ts'
import { languageOf } from '#platform/lexical/language-of.ts'
import type { SmallTalk } from '#platform/lexical/small-talk.ts'

interface Words {
  talk: Record<SmallTalk, (speaker: Speaker) => string>
  unknown(speaker: Speaker): string
}

const named = (name: string | null, words: (name: string) => string, otherwise: string): string =>
  name === null ? otherwise : words(name)

// Each sentence is a courtesy, a question, or says that something is unknown: none makes a claim that a source would
// have to support.
const en: Words = {
  talk: {
    greeting: ({ name }) =>
      `${named(name, (it) => `Hello, this is ${it}.`, 'Hello!')} What would you like to know?`,
    'how-are-you': () => 'Thank you, I’m fine. What would you like to know?',
    thanks: () => 'You’re welcome!',
    farewell: () => 'Thank you, and goodbye!',
    assent: () => 'Is there anything else you would like to know?',
    'who-are-you': ({ name, hasDocuments, hasPerson }) =>
      `Hello, I’m ${named(name, (it) => `${it}, `, '')}an automated assistant${hasDocuments ? ' that answers word for word from documents' : ''}. What would you like to know?${hasPerson ? ' Or would you rather talk to a person?' : ''}`,
  },
  unknown: ({ hasDocuments, hasPerson, mayConnect }) => {
    const ways = [
      'put it another way',
      ...(hasPerson ? ['ask for a person'] : []),
      ...(mayConnect ? ['connect a model in Settings → Models'] : []),
    ]
    const why = hasDocuments
      ? 'I don’t know: I found nothing about this in the documents I have.'
      : 'I don’t know: I have no documents to look this up in.'
    const rest = ways.slice(0, -1).join(', ')
    return `${why} Could you ${rest === '' ? '' : `${rest}${ways.length > 2 ? ',' : ''} or `}${ways.at(-1)}?`
  },
}

const zhCN: Words = {
  talk: {
    greeting: ({ name }) => `你好${named(name, (it) => `，我是 ${it}`, '')}。想了解什么？`,
    'how-are-you': () => '谢谢关心，我很好。想了解什么？',
    thanks: () => '不客气！',
    farewell: () => '祝您一切顺利，再见！',
    assent: () => '还有什么想了解的吗？',
    'who-are-you': ({ name, hasDocuments, hasPerson }) =>
      `你好，我是${named(name, (it) => ` ${it}，`, '')}自动应答的助手${hasDocuments ? '，引用文档原文来回答' : ''}。想了解什么？${hasPerson ? '或者要不要转人工？' : ''}`,
  },
  unknown: ({ hasDocuments, hasPerson, mayConnect }) =>
    `我不知道，${hasDocuments ? '现有的文档里没有找到相关内容' : '现在没有可以查阅的文档'}。要不要换个说法再问${hasPerson ? '，或者请人工来回答' : ''}${mayConnect ? '，或者在“设置 → 模型”里连接一个模型' : ''}？`,
}

const zhTW: Words = {
  talk: {
    greeting: ({ name }) => `你好${named(name, (it) => `，我是 ${it}`, '')}。想了解什麼？`,
    'how-are-you': () => '謝謝關心，我很好。想了解什麼？',
    thanks: () => '不客氣！',
    farewell: () => '祝您一切順利，再見！',
    assent: () => '還有什麼想了解的嗎？',
    'who-are-you': ({ name, hasDocuments, hasPerson }) =>
      `你好，我是${named(name, (it) => ` ${it}，`, '')}自動應答的助理${hasDocuments ? '，引用文件原文來回答' : ''}。想了解什麼？${hasPerson ? '或者要不要轉接專人？' : ''}`,
  },
  unknown: ({ hasDocuments, hasPerson, mayConnect }) =>
    `我不知道，${hasDocuments ? '現有的文件裡沒有找到相關內容' : '現在沒有可以查閱的文件'}。要不要換個說法再問${hasPerson ? '，或者請專人來回答' : ''}${mayConnect ? '，或者在「設定 → 模型」裡連接一個模型' : ''}？`,
}

const all = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

/** The response to small talk, in its language. */
export const talkBack = (talk: SmallTalk, said: string, speaker: Speaker): string =>
  all[languageOf(said)].talk[talk](speaker)

/** Says that an answer is unknown and what else can be done, in the language of the question. */
export const notKnown = (question: string, speaker: Speaker): string =>
  all[languageOf(question)].unknown(speaker)
