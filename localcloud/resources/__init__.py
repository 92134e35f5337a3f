"""Types of CloudFormation that the emulator lacks, each registered only while it does."""
