/**
 * A secret with a user's name and a password, which Secrets Manager makes itself. CloudFormation answers with the secret's ARN alone, so that the password is in no
 * program, plan or state. It deletes a secret at once: a password is worth nothing by itself, and the same workload may come back.
 */
export function passwordTemplate({
  secretName,
  user,
  description,
}: {
  readonly secretName: string;
  readonly user: string;
  readonly description: string;
}): string {
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description,
    Parameters: { Key: { Type: 'String', Description: 'the key with which it is encrypted' } },
    Resources: {
      Password: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          Name: secretName,
          Description: description,
          KmsKeyId: { Ref: 'Key' },
          GenerateSecretString: {
            SecretStringTemplate: JSON.stringify({ username: user }),
            GenerateStringKey: 'password',
            PasswordLength: 48,
            // Settings of clients are read by parsers of many kinds.
            ExcludePunctuation: true,
          },
        },
      },
    },
    Outputs: { Secret: { Value: { Ref: 'Password' } } },
  });
}
