import { Button, FileButton } from '@mantine/core'
import type { ImportedAgent } from '#contract/shapes/agent-file.ts'
import { ApiError } from '#client/index.ts'
import { client } from '../../../data/console-client.ts'
import { UploadIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { navigate } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { refreshAgent, showAgent } from '../draft-actions.ts'
import { imported } from './imported.ts'

/** Makes an agent from a file that another server, or this one, gave out. */
export function ImportButton() {
  const t = useMessages()
  const take = async (file: File | null) => {
    if (!file) return
    try {
      const { agent, missing } = await client.agents.import({ file: parsed(await file.text()) })
      showAgent(agent)
      refreshAgent(agent.id)
      imported.set(isWhole(missing) ? null : { agentId: agent.id, missing })
      navigate(to.agent(agent.id))
      toast({ text: t.agents.created(agent.name) })
    } catch (error) {
      const isOther = error instanceof ApiError && error.code === 'invalid_input'
      toast({ text: isOther ? t.agents.notAnAgent : faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <FileButton onChange={(file) => void take(file)} accept="application/json,.json">
      {(props) => (
        <Button {...props} variant="default" leftSection={<UploadIcon size={16} />}>
          {t.agents.importFile}
        </Button>
      )}
    </FileButton>
  )
}

type AgentFile = Parameters<typeof client.agents.import>[0]['file']

/** What is no JSON, or another file, is for the server to refuse. */
const parsed = (text: string): AgentFile => {
  try {
    return JSON.parse(text) as AgentFile
  } catch {
    return text as unknown as AgentFile
  }
}

const isWhole = ({ model, knowledgeBases, tools }: ImportedAgent['missing']) =>
  model === null && knowledgeBases.length === 0 && tools.length === 0
