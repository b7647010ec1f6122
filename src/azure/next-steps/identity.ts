import type { GuideSection } from '../guide.ts';

/** How code that runs on the compute becomes its managed identity. */
export const identityInCode: GuideSection = {
  title: 'The managed identity in code',
  words: [
    'The default identity of a compute is its system-assigned one, or the first of its user-assigned ones. Azure Machine Learning puts the client id of it into DEFAULT_IDENTITY_CLIENT_ID where the job runs; give the identity its rights on the data first.',
  ],
  snippets: [
    {
      title: 'In the script of the job',
      language: 'python',
      text: `import os

from azure.identity import ManagedIdentityCredential

credential = ManagedIdentityCredential(
    client_id=os.environ.get("DEFAULT_IDENTITY_CLIENT_ID")
)
token = credential.get_token("https://storage.azure.com/.default")
`,
    },
  ],
};
