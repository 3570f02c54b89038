import type { CheckProse } from './prose.ts';

export const bucketProse: Readonly<Record<string, CheckProse>> = {
  'bucket-not-public': {
    title: (where) => `The bucket of the trail is public, or gone, ${where}`,
    about:
      'The bucket holds every log file of the trail. It must be readable by few, and it must exist: the name of a deleted bucket can be claimed by anyone.',
    impact:
      'Strangers read who does what in the account, or receive its log files in a bucket of their own. In the second case the record is lost.',
    likelihood:
      'Public buckets are searched for by machines all day. A free bucket name is there for the taking.',
    fix: 'Turn Block Public Access on for the bucket and the account. Where the bucket is gone, make it again in the log archive account before anyone else does, or point the trail to one that exists.',
  },
  'bucket-access-logging': {
    title: (where) => `Access to the log bucket is not logged ${where}`,
    about: 'Server access logs, or S3 data events of another trail, tell who read or removed log files.',
    impact: 'Someone who reads or deletes log files leaves no trace of it.',
    likelihood: 'It takes rights on the log bucket, which intruders seek in order to cover their tracks.',
    fix: 'Log access to the bucket into another bucket, or record its S3 data events by another trail.',
  },
  'bucket-mfa-delete': {
    title: (where) => `Log files can be deleted without MFA ${where}`,
    about: 'With versioning and MFA delete, removing a version takes the root user and its MFA device.',
    impact: 'Log files are deleted for good with stolen credentials alone.',
    likelihood: 'It takes credentials that may delete in the log bucket.',
    fix: 'Turn on versioning and MFA delete, or Object Lock in COMPLIANCE mode, which does the same without the root user.',
  },
  'bucket-object-lock': {
    title: (where) => `Log files are not locked against deletion ${where}`,
    about: 'Object Lock keeps a file for a set time, whatever rights someone holds.',
    impact: 'An intruder with enough rights removes the record of what they did.',
    likelihood: 'It takes rights to delete in the log bucket, or to bypass GOVERNANCE mode.',
    fix: 'Give the bucket Object Lock with a default retention in COMPLIANCE mode, at least as long as the logs must be kept.',
  },
  'bucket-encryption': {
    title: (where) => `The log bucket does not encrypt with a KMS key ${where}`,
    about: 'With a KMS key, reading a log file takes rights on the key as well as on the bucket.',
    impact: 'Bucket rights alone are enough to read the logs.',
    likelihood: 'It takes read access to the bucket.',
    fix: 'Set default encryption with a customer key, or set a key on every trail that writes here.',
  },
  'bucket-source-bound': {
    title: (where) => `CloudTrail may write for anyone ${where}`,
    about:
      'The bucket policy lets the CloudTrail service write. Without a condition on the source, a trail of any account may use that permission.',
    impact:
      'A foreign account fills the bucket with its own log files, which costs money and blurs the record.',
    likelihood: 'It takes the name of the bucket, and its prefix layout.',
    fix: 'Bind the statement by aws:SourceArn or aws:SourceAccount to the trails that write here.',
  },
  'bucket-tls-only': {
    title: (where) => `The log bucket answers plain HTTP ${where}`,
    about: 'A policy that denies requests without TLS keeps log files off unencrypted connections.',
    impact: 'Log files can be read on the way by someone in the network.',
    likelihood: 'It takes a client that asks by plain HTTP, and someone listening.',
    fix: 'Deny all actions where aws:SecureTransport is false.',
  },
};
