/** Terraform and CloudFormation replace what they manage: a change is a few lines more in what is there. */
const keep = 'keep what it says besides';

/** @param lines arguments and blocks of the trail's own resource, indented by two. */
export function trailTerraform(lines: string): string {
  return `# Into the resource of this trail; ${keep}.
resource "aws_cloudtrail" "this" {
  name           = "{trailName}"
  s3_bucket_name = "{bucketName}"

${lines}
}`;
}

/** @param lines properties of the trail, indented by four. */
export function trailCloudFormation(lines: string): string {
  return `# Into the resource of this trail; ${keep}.
Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: '{trailName}'
    S3BucketName: '{bucketName}'
    IsLogging: true
${lines}`;
}

/** @param lines properties of the bucket, indented by four. */
export function bucketCloudFormation(lines: string): string {
  return `# Into the resource of this bucket; ${keep}.
TrailBucket:
  Type: AWS::S3::Bucket
  Properties:
    BucketName: '{bucketName}'
${lines}`;
}

/** `put-event-selectors` after a look at what it replaces. */
export function putEventSelectors(selectors: string): string {
  return `# put-event-selectors replaces all selectors of a trail: repeat those that are to stay.
aws cloudtrail get-event-selectors --region {region} --trail-name {trailName}
aws cloudtrail put-event-selectors --region {region} --trail-name {trailName} --event-selectors '${selectors}'`;
}
