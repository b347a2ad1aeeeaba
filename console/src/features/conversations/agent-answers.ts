import { createContext, use } from 'react'

const AgentAnswers = createContext(true)

/** Whether an agent answers here. While a person has the conversation, nothing is answered again or anew. */
export const AgentAnswersProvider = AgentAnswers
export const useAgentAnswers = (): boolean => use(AgentAnswers)
