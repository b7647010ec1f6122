import { Document, Scalar, visit } from 'yaml';

/** Where the schemas of the YAML of az ml v2 are. */
export const schemas = 'https://azuremlschemas.azureedge.net/latest';

/** What only readers of YAML 1.2 take for a number. */
const octal = /^0o[0-7]+$/u;

/**
 * YAML for readers of both versions (Microsoft's tools read 1.1): what either would take for a number, a time or a yes is in quotes.
 */
export const yaml = (value: unknown): string => {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && octal.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
};
