import { provesEnvironment } from './environment-on-engine';

provesEnvironment('nilecare-staging');
