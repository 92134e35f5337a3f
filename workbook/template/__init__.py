"""Read a cloud assembly or any CloudFormation template and resolve its intrinsic functions."""
