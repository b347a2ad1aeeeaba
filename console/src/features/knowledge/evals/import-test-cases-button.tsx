import { Button, FileButton } from '@mantine/core'
import { client } from '../../../data/console-client.ts'
import { UploadIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import { useActing } from './use-acting.ts'

/** Takes test cases from a CSV table. */
export function ImportTestCasesButton({ knowledgeBaseId }: { knowledgeBaseId: string }) {
  const { evals } = useEvalsMessages()
  const act = useActing(knowledgeBaseId)
  const load = async (file: File) => {
    const { added } = await client.evals.importTestCases(knowledgeBaseId, { csv: await file.text() })
    toast({ text: evals.imported(added) })
  }
  return (
    <FileButton accept=".csv,text/csv" onChange={(file) => file && void act(load(file))}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<UploadIcon size={16} />}>
          {evals.importCsv}
        </Button>
      )}
    </FileButton>
  )
}
