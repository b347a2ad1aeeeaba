import type { WelcomeMessages } from './en.ts'

export const welcomeZhTW: WelcomeMessages = {
  welcome: {
    title: '歡迎使用 Parley',
    modelTitle: '連接模型',
    modelText: '貼上 API 金鑰即可開始。也可以稍後再連接：在此之前，回答逐字摘自您的文件。',
    later: '以後再說',
    skip: '略過',
    askTitle: '提出第一個問題',
    askText: '熟悉 Parley 的嚮導已經就緒，它的回答會顯示出處。',
    preparing: '嚮導正在閱讀文件……',
    connect: '連接模型',
    documents: '加入自己的文件',
    own: '問點別的',
    questions: ['怎麼加入自己的文件？', '怎麼連接模型？', '資料存放在哪裡？', '怎麼邀請同事？'],
  },
}
