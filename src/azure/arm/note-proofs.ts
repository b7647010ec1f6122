import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { noteSecret, noteSignatures } from '../note-secrets.ts';

/** Headers that name addresses of operations. */
const addressed = ['azure-asyncoperation', 'operation-location', 'location'] as const;

/** Remembers what proves that a request may be sent: its token, the signature of its address, and those of the addresses that the answer names. */
export const noteProofs: PipelinePolicy = {
  name: 'noteProofs',
  sendRequest: async (request, next) => {
    noteSignatures(request.url);
    noteSecret(request.headers.get('authorization')?.replace(/^\S+ /u, '') ?? '');
    const response = await next(request);
    for (const name of addressed) noteSignatures(response.headers.get(name));
    return response;
  },
};
