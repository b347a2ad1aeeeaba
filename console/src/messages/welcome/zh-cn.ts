import type { WelcomeMessages } from './en.ts'

export const welcomeZhCN: WelcomeMessages = {
  welcome: {
    title: '欢迎使用 Parley',
    modelTitle: '连接模型',
    modelText: '粘贴 API 密钥即可开始。也可以以后再连接：在此之前，回答逐字摘自您的文档。',
    later: '以后再说',
    skip: '跳过',
    askTitle: '提出第一个问题',
    askText: '熟悉 Parley 的向导已经就绪，它的回答会显示出处。',
    preparing: '向导正在阅读文档……',
    connect: '连接模型',
    documents: '添加自己的文档',
    own: '问点别的',
    questions: ['怎样添加自己的文档？', '怎样连接模型？', '数据保存在哪里？', '怎样邀请同事？'],
  },
}
