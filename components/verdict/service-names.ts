/** Services as people call them, by the prefix of their IAM actions. */
const services: Record<string, string> = {
  'access-analyzer': 'Access Analyzer',
  account: 'Account',
  apigateway: 'API Gateway',
  appsync: 'AppSync',
  cloudfront: 'CloudFront',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  'cognito-idp': 'Cognito',
  config: 'Config',
  ec2: 'EC2',
  ecr: 'ECR',
  elasticloadbalancing: 'Load balancing',
  events: 'EventBridge',
  guardduty: 'GuardDuty',
  iam: 'IAM',
  inspector2: 'Inspector',
  kms: 'KMS',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  macie2: 'Macie',
  organizations: 'Organizations',
  s3: 'S3',
  securityhub: 'Security Hub',
  shield: 'Shield',
  sns: 'SNS',
  sts: 'STS',
  support: 'Support',
  wafv2: 'WAF',
};

/** Where the SDK's name for a service is not its IAM prefix. */
const clients: Record<string, string> = {
  AccessAnalyzer: 'Access Analyzer',
  ApiGatewayV2: 'API Gateway',
  CloudWatchLogs: 'CloudWatch Logs',
  CognitoIdentityProvider: 'Cognito',
  ConfigService: 'Config',
  ElasticLoadBalancing: 'Load balancing',
  ElasticLoadBalancingV2: 'Load balancing',
  S3Control: 'S3',
  WAFV2: 'WAF',
};

/** By the name of its SDK client, as calls are counted. */
export function clientName(client: string): string {
  return clients[client] ?? services[client.toLowerCase()] ?? client;
}

export function serviceName(prefix: string): string {
  return services[prefix] ?? prefix;
}
