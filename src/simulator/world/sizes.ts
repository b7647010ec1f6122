/** A virtual machine size. Prices are rounded public list prices for Linux in US dollars per hour. */
export type Size = {
  readonly name: string;
  readonly family: string;
  readonly vCpus: number;
  readonly gpus: number;
  readonly memoryGb: number;
  readonly diskMb: number;
  readonly price: number;
  readonly lowPriority: boolean;
  readonly forInstances: boolean;
};

type Row = readonly [
  name: string,
  family: string,
  vCpus: number,
  gpus: number,
  memoryGb: number,
  diskGb: number,
  price: number,
  /** l = low priority possible, i = also for compute instances */
  marks: string,
];

const rows: readonly Row[] = [
  ['Standard_D1_v2', 'standardDv2Family', 1, 0, 3.5, 50, 0.07, 'li'],
  ['Standard_D2_v2', 'standardDv2Family', 2, 0, 7, 100, 0.14, 'li'],
  ['Standard_D3_v2', 'standardDv2Family', 4, 0, 14, 200, 0.28, 'li'],
  ['Standard_D13_v2', 'standardDv2Family', 8, 0, 56, 400, 0.74, 'li'],
  ['Standard_DS1_v2', 'standardDSv2Family', 1, 0, 3.5, 7, 0.07, 'li'],
  ['Standard_DS2_v2', 'standardDSv2Family', 2, 0, 7, 14, 0.14, 'li'],
  ['Standard_DS3_v2', 'standardDSv2Family', 4, 0, 14, 28, 0.28, 'li'],
  ['Standard_DS4_v2', 'standardDSv2Family', 8, 0, 28, 56, 0.56, 'li'],
  ['Standard_DS5_v2', 'standardDSv2Family', 16, 0, 56, 112, 1.12, 'li'],
  ['Standard_DS11_v2', 'standardDSv2Family', 2, 0, 14, 28, 0.18, 'li'],
  ['Standard_DS12_v2', 'standardDSv2Family', 4, 0, 28, 56, 0.37, 'li'],
  ['Standard_D2_v3', 'standardDv3Family', 2, 0, 8, 50, 0.12, 'li'],
  ['Standard_D4_v3', 'standardDv3Family', 4, 0, 16, 100, 0.24, 'li'],
  ['Standard_D8_v3', 'standardDv3Family', 8, 0, 32, 200, 0.48, 'li'],
  ['Standard_D16s_v3', 'standardDSv3Family', 16, 0, 64, 128, 0.96, 'li'],
  ['Standard_D32s_v3', 'standardDSv3Family', 32, 0, 128, 256, 1.92, 'li'],
  ['Standard_E4s_v3', 'standardESv3Family', 4, 0, 32, 64, 0.32, 'li'],
  ['Standard_E8s_v3', 'standardESv3Family', 8, 0, 64, 128, 0.64, 'li'],
  ['Standard_E16s_v3', 'standardESv3Family', 16, 0, 128, 256, 1.28, 'li'],
  ['Standard_E32s_v3', 'standardESv3Family', 32, 0, 256, 512, 2.56, 'li'],
  ['Standard_F4s_v2', 'standardFSv2Family', 4, 0, 8, 32, 0.19, 'li'],
  ['Standard_F8s_v2', 'standardFSv2Family', 8, 0, 16, 64, 0.39, 'li'],
  ['Standard_F16s_v2', 'standardFSv2Family', 16, 0, 32, 128, 0.78, 'li'],
  ['Standard_F72s_v2', 'standardFSv2Family', 72, 0, 144, 576, 3.49, 'l'],
  ['Standard_M64ms', 'standardMSFamily', 64, 0, 1792, 2048, 10.34, ''],
  ['Standard_NC6s_v3', 'standardNCSv3Family', 6, 1, 112, 736, 3.82, 'li'],
  ['Standard_NC12s_v3', 'standardNCSv3Family', 12, 2, 224, 1474, 7.65, 'li'],
  ['Standard_NC24s_v3', 'standardNCSv3Family', 24, 4, 448, 2948, 15.3, 'li'],
  ['Standard_NC4as_T4_v3', 'standardNCASv3_T4Family', 4, 1, 28, 176, 0.61, 'li'],
  ['Standard_NC16as_T4_v3', 'standardNCASv3_T4Family', 16, 1, 110, 352, 1.41, 'li'],
  ['Standard_NC64as_T4_v3', 'standardNCASv3_T4Family', 64, 4, 440, 2816, 5.1, 'li'],
  ['Standard_NC24ads_A100_v4', 'standardNCADSA100v4Family', 24, 1, 220, 958, 4.78, 'li'],
  ['Standard_NC48ads_A100_v4', 'standardNCADSA100v4Family', 48, 2, 440, 1916, 9.56, 'li'],
  ['Standard_NC96ads_A100_v4', 'standardNCADSA100v4Family', 96, 4, 880, 3832, 19.12, 'li'],
  ['Standard_ND40rs_v2', 'standardNDv2Family', 40, 8, 672, 2948, 28.76, 'l'],
  ['Standard_ND96asr_v4', 'standardNDASv4_A100Family', 96, 8, 900, 6000, 35.35, 'l'],
  ['Standard_NC40ads_H100_v5', 'standardNCADSH100v5Family', 40, 1, 320, 3576, 8.82, 'li'],
  ['Standard_ND96isr_H100_v5', 'standardNDSH100v5Family', 96, 8, 1900, 28000, 127.82, ''],
  ['Standard_NV12s_v3', 'standardNVSv3Family', 12, 1, 112, 320, 1.37, 'li'],
  ['Standard_NV36ads_A10_v5', 'standardNVADSA10v5Family', 36, 1, 440, 1440, 4.16, 'li'],
];

export const sizes: readonly Size[] = rows.map(
  ([name, family, vCpus, gpus, memoryGb, diskGb, price, marks]) => ({
    name,
    family,
    vCpus,
    gpus,
    memoryGb,
    diskMb: diskGb * 1024,
    price,
    lowPriority: marks.includes('l'),
    forInstances: marks.includes('i'),
  }),
);

const byKey = new Map(sizes.map((size) => [size.name.toLowerCase(), size]));

/** The regions the simulator knows, each with the families that are not offered there. */
export const regions: Readonly<Record<string, readonly string[]>> = {
  westeurope: ['standardNDSH100v5Family'],
  northeurope: ['standardNDSH100v5Family', 'standardNDv2Family', 'standardNCADSH100v5Family'],
  eastus: [],
  eastus2: [],
  uksouth: ['standardNDSH100v5Family', 'standardNDv2Family'],
  germanywestcentral: ['standardNDSH100v5Family', 'standardNDASv4_A100Family', 'standardNDv2Family'],
  southeastasia: ['standardNDSH100v5Family', 'standardNDv2Family'],
};

/** The size of that name (in any case), whatever the region. */
export const sizeNamed = (name: string): Size | undefined => byKey.get(name.toLowerCase());

/** What a region offers. */
export const sizesIn = (location: string): readonly Size[] => {
  const missing = regions[location];
  return missing === undefined ? [] : sizes.filter((size) => !missing.includes(size.family));
};

/** `standardDSv2Family` as usages and quotas spell it: `Standard DSv2 Family`. */
export const familyTitle = (family: string): string =>
  `Standard ${family.replace(/^standard/u, '').replace(/Family$/u, '')} Family`;

/** vCPUs of a size; 0 for a name nobody knows. */
export const coresOf = (vmSize: string): number => sizeNamed(vmSize)?.vCpus ?? 0;
