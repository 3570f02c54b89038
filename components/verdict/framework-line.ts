import { frameworkIds, frameworkTitles } from '#lib/frameworks/framework-mappings.ts';

interface Numbered {
  framework: string;
  edition: string;
  number: string;
}

/** `PCI DSS 4.0 10.4.1, 10.7.2. ISO/IEC 27001 A.8.15.` CIS and Security Hub have their own rows. */
export function frameworkLine(frameworks: readonly Numbered[]): string {
  return frameworkIds
    .filter((id) => id !== 'cis-aws-foundations' && id !== 'security-hub')
    .flatMap((id) => {
      const own = frameworks.filter((it) => it.framework === id);
      const edition = own[0]?.edition;
      if (!edition) return [];
      const title =
        edition === '' || frameworkTitles[id].includes(edition)
          ? frameworkTitles[id]
          : `${frameworkTitles[id]} ${edition}`;
      return [`${title} ${[...new Set(own.map((it) => it.number))].join(', ')}.`];
    })
    .join(' ');
}
