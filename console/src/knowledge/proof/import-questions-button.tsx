import { Button, FileButton } from '@mantine/core'
import { client } from '../../console-client.ts'
import { UploadIcon } from '../../look/icons.tsx'
import { toast } from '../../look/toasts.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import { useActing } from './use-acting.ts'

/** Takes test questions from a CSV table. */
export function ImportQuestionsButton({ sourceId }: { sourceId: string }) {
  const { proof } = useProofWords()
  const act = useActing(sourceId)
  const load = async (file: File) => {
    const { added } = await client.proof.importQuestions(sourceId, await file.text())
    toast({ text: proof.imported(added) })
  }
  return (
    <FileButton accept=".csv,text/csv" onChange={(file) => file && void act(load(file))}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<UploadIcon size={16} />}>
          {proof.importCsv}
        </Button>
      )}
    </FileButton>
  )
}
