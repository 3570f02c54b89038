export const cisEditions = ['1.2', '1.3', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'] as const;
export type CisEdition = (typeof cisEditions)[number];

/** Numbers only, as published. A CIS number may carry its assessment: `3.1 Automated`. */
export interface PublishedNumbers {
  cis: Readonly<Partial<Record<CisEdition, string>>>;
  securityHub?: readonly string[];
  pciDss?: readonly string[];
  soc2?: readonly string[];
  iso27001?: readonly string[];
  nist80053?: readonly string[];
  cisControls?: readonly string[];
  cce?: readonly string[];
}
